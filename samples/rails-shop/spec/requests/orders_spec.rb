require "rails_helper"

RSpec.describe "Orders" do
  let(:customer) { create(:customer) }
  let(:headers) { { "Authorization" => "Token #{customer.generate_token_for(:api)}" } }

  it "places an order and mails it later" do
    print = create(:print)
    expect do
      post "/api/v1/orders", params: { order: { items: [{ print_id: print.id, quantity: 1 }] } }, headers:
    end.to have_enqueued_job(OrderMailJob)
    expect(response).to have_http_status(:created)
  end

  it "does not show the orders of others" do
    other = create(:order)
    get("/api/v1/orders/#{other.id}", headers:)
    expect(response).to have_http_status(:not_found)
  end

  it "asks the mailer for one mail" do
    mail = instance_double(ActionMailer::MessageDelivery, deliver_now: true)
    parameterized = double(placed: mail)
    allow(OrderMailer).to receive(:with).and_return(parameterized)
    OrderMailJob.perform_now(create(:order))
    expect(mail).to have_received(:deliver_now).once
  end
end
