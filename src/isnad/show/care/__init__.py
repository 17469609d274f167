"""Care: who may see what of reports that speak of people in danger, by a policy that anyone can read."""
