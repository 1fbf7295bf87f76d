"""平安江西报道档案: from raw newspaper pages to a static archive. `python -m scripts --help` lists the verbs."""
