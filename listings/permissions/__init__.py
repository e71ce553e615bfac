"""Who may do what: predicates over an actor and, where it is about one thing, that thing. One module a subject."""
