class IndexOpenOrders < ActiveRecord::Migration[7.1]
  disable_ddl_transaction!

  def change
    add_index :orders, :created_at, where: "state = 'placed'", algorithm: :concurrently,
                                    name: "index_orders_on_open"
  end
end
