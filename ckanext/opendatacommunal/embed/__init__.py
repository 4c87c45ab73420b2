"""Widgets: pages of one request that a commune shows in a frame on its own web site."""
