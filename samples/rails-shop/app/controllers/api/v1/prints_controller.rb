module Api
  module V1
    class PrintsController < ApplicationController
      SHOWN = %w[title price_cents].freeze

      def index
        return best if params[:sort] == "best"

        columns = SHOWN.include?(params[:only]) ? [params[:only]] : SHOWN
        prints = Print.on_sale.sorted(params[:sort]).limit(50)
        render json: prints.as_json(only: columns)
      end

      def show
        print = Print.find(params[:id])
        render json: print if stale?(print, public: true)
      end

      private

      def best
        prints = Rails.cache.fetch("best-sellers", expires_in: 15.minutes, race_condition_ttl: 10.seconds) do
          Print.best_sellers(30.days.ago).map(&:as_json)
        end
        render json: prints
      end
    end
  end
end
