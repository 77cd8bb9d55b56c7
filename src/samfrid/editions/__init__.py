"""The follow-up list, frozen as an edition on the day that it is sent."""
