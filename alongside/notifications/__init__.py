"""What Alongside sends: an outbox that is filled with the work and emptied by the worker."""
