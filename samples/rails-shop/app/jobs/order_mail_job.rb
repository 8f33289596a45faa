require "net/smtp"

class OrderMailJob < ApplicationJob
  queue_as :mail
  retry_on Net::SMTPServerBusy, wait: :polynomially_longer, attempts: 8
  discard_on ActiveJob::DeserializationError

  def perform(order)
    OrderMailer.with(order:).placed.deliver_now
  end
end

# class IndexPrintJob < ApplicationJob
#   def perform(print)
#     Elasticsearch::Client.new(url: ENV["ELASTICSEARCH_URL"]).index(index: "prints", body: print.as_json)
#   end
# end
