# This file is auto-generated from the current state of the database. Instead
# of editing this file, please use the migrations feature of Active Record to
# incrementally modify your database, and then regenerate this schema definition.

ActiveRecord::Schema[7.2].define(version: 2024_02_12_101500) do
  enable_extension "plpgsql"

  create_table "customers", force: :cascade do |t|
    t.string "email", null: false
    t.string "name"
    t.string "password_digest", null: false
    t.string "role", default: "customer", null: false
    t.datetime "created_at", null: false
    t.datetime "updated_at", null: false
    t.index ["email"], name: "index_customers_on_email", unique: true
  end

  create_table "order_items", force: :cascade do |t|
    t.bigint "order_id", null: false
    t.bigint "print_id", null: false
    t.integer "quantity", null: false
    t.integer "price_cents", null: false
    t.index ["order_id", "print_id"], name: "index_order_items_on_order_id_and_print_id", unique: true
    t.index ["order_id"], name: "index_order_items_on_order_id"
    t.index ["print_id"], name: "index_order_items_on_print_id"
  end

  create_table "orders", force: :cascade do |t|
    t.bigint "customer_id", null: false
    t.string "state", default: "placed", null: false
    t.datetime "created_at", null: false
    t.datetime "updated_at", null: false
    t.index ["created_at"], name: "index_orders_on_open", where: "((state)::text = 'placed'::text)"
    t.index ["customer_id", "created_at"], name: "index_orders_on_customer_id_and_created_at"
  end

  create_table "prints", force: :cascade do |t|
    t.string "title", null: false
    t.integer "price_cents", null: false
    t.integer "stock", default: 0, null: false
    t.datetime "created_at", null: false
    t.datetime "updated_at", null: false
    t.check_constraint "stock >= 0", name: "stock_not_negative"
  end

  add_foreign_key "order_items", "orders", on_delete: :cascade
  add_foreign_key "order_items", "prints"
  add_foreign_key "orders", "customers", on_delete: :restrict
end
