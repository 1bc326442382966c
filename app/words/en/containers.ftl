### containers
