c.dataset IN $datasets
