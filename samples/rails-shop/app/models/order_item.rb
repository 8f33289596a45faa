class OrderItem < ApplicationRecord
  belongs_to :order
  belongs_to :print

  validates :quantity, numericality: { only_integer: true, in: 1..50 }
end
