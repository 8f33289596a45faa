require "json"
require_relative "../lib/money"
require "./own"
require "name/#{name}"

module Shop
  LIMIT = 5
  Point = Struct.new(:x)

  class Base
    Pool = Class.new
  end

  # Calls on constants, and how they are looked up.
  class Orders < Base
    include Comparable
    CLIENT ||= Redis.new(url: ENV["REDIS_URL"])

    def call
      Point.new(1)
      ::Point.new(2)
      JSON.parse(body, object_class: OpenStruct)
      Net::HTTP.get(URI("https://example.org"))
      Base::Pool.allocate
      CLIENT.get(LIMIT)
      raise ::ArgumentError, "no" unless OpenSSL::SSL::VERIFY_PEER
    rescue Timeout::Error, Errno::ENOENT => e
      Rails.logger.error(e)
      self.class::Pool.new
    end
  end

  class Migration < ActiveRecord::Migration[7.0]; end
end

class Shop::Orders::Page < Struct.new(:number)
  extend Shop::Paging

  def first
    Base.new
    Shop::Base.new&.freeze
    Date.today.to_s
    Cache.() || Cache[:a]
    Config.level = Logger::INFO
  end
end

class Report < Table
  def rows
    old, Time.zone = Time.zone, "UTC"
    [Row.new(1), COLUMNS.first, Line.parse(old)]
  end
end

class Table < Base
  COLUMNS = %w[a b].freeze
  class Row < Hash; end
end

Row.new(2)
