"""One page of the web: guarded against addresses that are not public, bounded, and polite. `pages` is the way in."""
