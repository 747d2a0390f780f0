"""One file for each form of question; `registry` lists them."""
