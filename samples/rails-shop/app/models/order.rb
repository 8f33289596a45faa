class Order < ApplicationRecord
  class OutOfStock < StandardError
    def initialize(print)
      super("we are out of “#{print.title}”, please select another from the list")
    end
  end

  belongs_to :customer
  has_many :items, class_name: "OrderItem", dependent: :destroy
  has_many :prints, through: :items

  enum :state, { placed: "placed", packed: "packed", cancelled: "cancelled" }

  scope :newest, -> { order(created_at: :desc, id: :desc) }

  def self.place!(customer, quantities)
    transaction do
      order = customer.orders.create!
      Print.where(id: quantities.keys).order(:id).lock.each do |print|
        quantity = quantities.fetch(print.id)
        raise OutOfStock, print if print.stock < quantity

        print.update!(stock: print.stock - quantity)
        order.items.create!(print:, quantity:, price_cents: print.price_cents)
      end
      order
    end
  end
end
