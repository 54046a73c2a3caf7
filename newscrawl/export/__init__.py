"""The store as files: stories, versions, sightings and runs, with what their columns mean."""
