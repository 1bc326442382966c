### scaling
