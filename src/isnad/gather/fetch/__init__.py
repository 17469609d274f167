"""Ways in: each a module that hands over items as received, before anything is kept or parsed."""
