"""What every room may use: the frozen types, EDTF dates, Han text, vocabularies, settings, errors."""
