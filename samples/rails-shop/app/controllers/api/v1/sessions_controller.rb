module Api
  module V1
    class SessionsController < ApplicationController
      def create
        customer = Customer.authenticate_by(params.permit(:email, :password))
        return head :unauthorized unless customer

        render json: { token: customer.generate_token_for(:api) }, status: :created
      end
    end
  end
end
