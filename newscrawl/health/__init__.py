"""Whether outlets do as they did before, by what the store knows of their crawls; and who is told if one does not.

All of it is about many crawls of an outlet. What is wrong with one crawl is told by that crawl itself (`ledger.py`,
`extensions/summary.py`); spidermon, whose monitors look at the stats of the one crawl that ends, would be a twin of
that, and knows nothing of crawls that were killed or never began.
"""
