module Api
  module V1
    class OrdersController < ApplicationController
      before_action :require_customer

      def index
        orders = @customer.orders.newest.includes(items: :print).limit(25).offset(params[:offset].to_i)
        render json: orders.as_json(include: { items: { include: :print } })
      end

      def show
        render json: @customer.orders.find(params[:id])
      end

      def create
        order = Order.place!(@customer, quantities)
        OrderMailJob.perform_later(order)
        Rails.cache.delete("best-sellers")
        render json: order, status: :created
      rescue Order::OutOfStock => e
        render json: { error: e.message }, status: :conflict
      end

      def cancel
        order = @customer.orders.find(params[:id])
        return head :conflict unless order.placed?

        order.cancelled!
        render json: order
      end

      private

      def quantities
        wanted = params.require(:order).permit(items: %i[print_id quantity])
        wanted.fetch(:items).to_h { |item| [item[:print_id].to_i, item[:quantity].to_i] }
      end
    end
  end
end
