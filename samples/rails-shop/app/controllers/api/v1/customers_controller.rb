module Api
  module V1
    class CustomersController < ApplicationController
      before_action :require_customer, only: :show

      def create
        customer = Customer.create!(params.require(:customer).permit(:email, :name, :password))
        render json: { id: customer.id, avatar: customer.avatar_url }, status: :created
      end

      def show
        render json: @customer, except: :password_digest
      end
    end
  end
end
