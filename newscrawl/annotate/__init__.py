"""New columns behind those of a person's own rows. Free of Scrapy; what is read comes from the parsers."""
