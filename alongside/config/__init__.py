"""The top floor: settings, environment, cluster, supervisor, command line, URLs, schedule and middleware."""
