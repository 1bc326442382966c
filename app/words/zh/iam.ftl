### iam
