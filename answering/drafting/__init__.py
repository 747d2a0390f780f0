"""Drafting: from a form that editors fill in, or a post that they forward, to an entry of the timeline."""
