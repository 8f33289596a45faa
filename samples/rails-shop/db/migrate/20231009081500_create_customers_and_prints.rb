class CreateCustomersAndPrints < ActiveRecord::Migration[7.1]
  def change
    create_table :customers do |t|
      t.string :email, null: false, index: { unique: true }
      t.string :name
      t.string :password_digest, null: false
      t.string :role, null: false, default: "customer"
      t.timestamps
    end

    create_table :prints do |t|
      t.string :title, null: false
      t.integer :price_cents, null: false
      t.integer :stock, null: false, default: 0
      t.timestamps
      t.check_constraint "stock >= 0", name: "stock_not_negative"
    end
  end
end
