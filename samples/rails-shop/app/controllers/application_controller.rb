class ApplicationController < ActionController::API
  include ActionController::HttpAuthentication::Token::ControllerMethods

  rescue_from ActiveRecord::RecordNotFound do
    head :not_found
  end

  rescue_from ActiveRecord::RecordInvalid do |error|
    render json: { errors: error.record.errors }, status: :unprocessable_entity
  end

  private

  def require_customer
    @customer = authenticate_with_http_token { |token| Customer.find_by_token_for(:api, token) }
    head :unauthorized unless @customer
  end

  def require_admin
    require_customer
    head :forbidden if @customer && !@customer.admin?
  end
end
