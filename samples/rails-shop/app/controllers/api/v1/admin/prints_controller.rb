module Api
  module V1
    module Admin
      class PrintsController < ApplicationController
        before_action :require_admin

        def create
          print = Print.create!(params.require(:print).permit(:title, :price_cents, :stock))
          render json: print, status: :created
        end

        def update
          print = Print.find(params[:id])
          print.update!(params.require(:print).permit!)
          render json: print
        end
      end
    end
  end
end
