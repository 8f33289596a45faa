class OrderMailer < ActionMailer::Base
  default from: "studio@prints.example"

  def placed
    @order = params[:order]
    lines = @order.items.includes(:print).map { |item| "#{item.quantity} x #{item.print.title}" }
    mail(to: @order.customer.email, subject: "Your order #{@order.id}", body: lines.join("\n"))
  end
end
