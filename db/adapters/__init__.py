"""Tables of others to records: the datasets of UCDP and ACLED, and sheets that people make."""
