"""What is done once, ahead, on a developer's machine: nothing in here runs in a crawl."""
