"""The packages of a store: any storage, an engine of many machines, one table a kind of fact, and questions to them."""
