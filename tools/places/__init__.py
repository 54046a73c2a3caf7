"""Makes newscrawl/places/gazetteer.bin from GeoNames, CLDR, ISO 3166-2 and hand-kept tables."""
