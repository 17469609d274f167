"""Routes by what they are about; each module has a `router`, and every route says with `needs` or `is_open` who may ask."""
