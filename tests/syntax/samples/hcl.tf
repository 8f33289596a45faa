variable "region" {
  type    = string
  default = "eu-west-1"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs-${var.region}"
  tags   = { for key, value in local.tags : key => upper(value) }

  lifecycle {
    prevent_destroy = true
  }
}
