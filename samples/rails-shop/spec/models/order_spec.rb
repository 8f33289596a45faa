require "rails_helper"

RSpec.describe Order do
  let(:customer) { create(:customer) }
  let(:print) { create(:print, stock: 2) }

  it "takes prints out of the stock" do
    described_class.place!(customer, { print.id => 2 })
    expect(print.reload.stock).to eq(0)
  end

  it "keeps nothing when a print is missing" do
    expect { described_class.place!(customer, { print.id => 3 }) }.to raise_error(Order::OutOfStock)
    expect(described_class.count).to eq(0)
  end
end
