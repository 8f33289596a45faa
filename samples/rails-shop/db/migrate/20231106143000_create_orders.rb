class CreateOrders < ActiveRecord::Migration[7.1]
  def change
    create_table :orders do |t|
      t.references :customer, null: false, foreign_key: { on_delete: :restrict }, index: false
      t.string :state, null: false, default: "placed"
      t.timestamps
    end
    add_index :orders, %i[customer_id created_at]

    create_table :order_items do |t|
      t.references :order, null: false, foreign_key: { on_delete: :cascade }
      t.references :print, null: false, foreign_key: true
      t.integer :quantity, null: false
      t.integer :price_cents, null: false
    end
    add_index :order_items, %i[order_id print_id], unique: true
  end
end
