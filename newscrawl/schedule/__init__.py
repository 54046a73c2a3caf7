"""When each outlet is crawled: what is due, and who crawls it, a Scrapyd or this process."""
