"""Writers of export files, each in the form its system gives them."""
