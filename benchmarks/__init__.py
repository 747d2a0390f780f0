"""Measurements that take too long to be tests."""
