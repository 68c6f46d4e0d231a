-- An authority is found by the UUID at the end of its ARN, as its published certificate is named.
CREATE INDEX authorities_uuid ON authorities (substr(arn, length(arn) - 35));
