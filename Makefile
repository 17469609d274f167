.PHONY: test gate bench lint demo catalogue

test:      ## the whole test suite: units, laws, contracts, the accuracy gate
	python -m pytest -n 2

gate:      ## accuracy on the samples, and on the yardstick where it is present
	python -m bench.gate

bench:     ## speed, memory and start, with the floor of the same run
	python -m bench.speed

lint:      ## style, types and layers
	ruff check . && ruff format --check . && mypy && lint-imports

demo:      ## read the samples
	isnad demo

catalogue: ## the page of event types, from their files
	python scripts/write_catalogue.py
