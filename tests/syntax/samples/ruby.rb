# frozen_string_literal: true

require "sinatra/base"

module Shop
  class Orders < Sinatra::Base
    before { content_type :json }

    get "/orders/:id" do |id|
      order = Order.find_by(id: id) or halt 404
      order.items.map(&:price).sum { |price| price * 2 }.to_json
    rescue ArgumentError => e
      <<~TEXT
        wrong: #{e.message}
      TEXT
    end
  end
end
