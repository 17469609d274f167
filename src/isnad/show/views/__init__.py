"""Views: what a page, its JSON twin, an export and a feed show, made from the workspace for one pair of eyes."""
