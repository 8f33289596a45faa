class Print < ApplicationRecord
  ORDERS = { "price" => "price_cents", "newest" => "created_at DESC" }.freeze

  has_many :order_items, dependent: :restrict_with_error
  has_many :orders, through: :order_items

  validates :title, presence: true, length: { maximum: 120 }
  validates :price_cents, numericality: { only_integer: true, greater_than: 0 }
  validates :stock, numericality: { only_integer: true, greater_than_or_equal_to: 0 }

  scope :on_sale, -> { where("stock > ?", 0) }
  scope :sorted, ->(wanted) { order(Arel.sql(ORDERS.fetch(wanted, "title"))) }

  def self.best_sellers(since)
    find_by_sql([<<~SQL, { since: since }])
      WITH sold AS (
        SELECT order_items.print_id, SUM(order_items.quantity) AS quantity
        FROM order_items
        INNER JOIN orders ON orders.id = order_items.order_id
        WHERE orders.created_at >= :since AND orders.state <> 'cancelled'
        GROUP BY order_items.print_id
      )
      SELECT prints.*, sold.quantity
      FROM prints JOIN sold ON sold.print_id = prints.id
      ORDER BY sold.quantity DESC
      LIMIT 10
    SQL
  end
end
