### billing
