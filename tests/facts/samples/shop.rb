# frozen_string_literal: true

require "bcrypt"
require "redis"
require "pg"
require_relative "catalog/tax"
require "net/http" unless defined?(Net::HTTP)

module Shop
  RATE = 0.19
  FIND = "SELECT id, name FROM book WHERE id = $1"
  KIND = "paper"
  SORTS = { "name" => "name", "price" => "price" }.freeze
  COLUMNS = %w[id name].freeze

  # A book that is not there.
  class Missing < StandardError
    attr_reader :key

    def initialize(key)
      @key = key
      super("no #{key}")
    end
  end

  Point = Struct.new(:x, :y)
  Price = Data.define(:amount)

  module Priced
    def taxed
      price * RATE
    end
  end

  class Item < ApplicationRecord
    include Priced
    extend Forwardable

    belongs_to :shelf, optional: true
    has_many :orders, dependent: :destroy
    validates :title, presence: true, length: { maximum: 80 }
    scope :named, ->(name) { where(name: name) }
    before_save :clean

    def self.find_named(name)
      where("name = ?", name).order(:price).limit(10).first
    end

    def self.unsafe(name)
      where("name = '#{name}'")
    end

    def price = 1

    private

    def clean
      self.title = title.strip
    end
  end

  class Book < Item
    def price
      super + 1
    end
  end

  class Store
    attr_accessor :client

    def initialize(client = Redis.new(url: ENV["REDIS_URL"], timeout: 1))
      @client = client
      @lock = Mutex.new
      @jobs = Queue.new
      @memo = {}
    end

    def put(key, value, ttl: 60)
      @lock.synchronize do
        @client.set(key, value, ex: ttl)
      end
      @jobs << key
      @jobs.pop
    end

    def each
      return enum_for(:each) unless block_given?

      yield 1
    end

    def ways(n)
      @memo[n] ||= n < 2 ? 1 : ways(n - 1) + ways(n - 2)
    end

    def work(paths)
      worker = Thread.new { paths.each { |path| File.read(path) } }
      ractor = Ractor.new { Ractor.receive }
      ractor.send(1)
      begin
        worker.join
      rescue IOError, Errno::ENOENT => e
        raise Missing, "path", cause: e
      rescue TimeoutError
      rescue Missing => e
        raise
      rescue StandardError => e
        logger.error(e)
      else
        worker.value
      ensure
        worker.kill
      end
      password = BCrypt::Password.create("secret", cost: 12)
      password == "other"
    end
  end

  class Rows
    def initialize(connection)
      @connection = connection || PG.connect(dbname: "shop")
    end

    def rows(name, order, page, unknown)
      db = PG.connect(dbname: "shop")
      sql = "SELECT id, name FROM book"
      sql += " WHERE name = '#{name}'"
      sql << " ORDER BY " << SORTS[order]
      sql << " LIMIT #{page.to_i}"
      db.exec(sql)
      db.exec_params(FIND, [name])
      db.exec("#{FIND} AND kind = '#{KIND}' AND n = #{unknown.call}")
      table = page ? "book" : "shelf"
      db.exec("SELECT id FROM #{table} ORDER BY #{db.quote_ident(name)}")
      raise ArgumentError, order unless COLUMNS.include?(order)

      db.exec("SELECT id FROM book ORDER BY #{order}")
      lines = ["SELECT id", "FROM book"]
      lines << "WHERE name = '#{name}'"
      db.exec(lines.join(" "))
      db.exec(["SELECT id", "FROM book", "WHERE name = '#{name}'"].join("\n"))
      db.exec(<<~SQL)
        SELECT id
        FROM book
        WHERE name = '#{name}'
      SQL
      db.exec(format("SELECT id FROM book WHERE n = %d AND name = '%s'", page, name))
    end
  end

  class BooksController < ApplicationController
    before_action :authenticate, only: %i[index]
    rescue_from ActiveRecord::RecordNotFound, with: :gone

    def index
      @books = Item.where("name = '#{params[:name]}'")
      Item.connection.execute("SELECT id FROM book WHERE name = '#{params[:name]}'")
      render json: @books.map(&:title)
    end

    def kind(book)
      case book
      in { kind: "a", price: Integer => price } then price
      in [first, *] then first
      else nil
      end
    end
  end

  def self.search(a, x)
    lo = 0
    hi = a.size
    while lo < hi
      mid = (lo + hi) / 2
      if a[mid] < x
        lo = mid + 1
      else
        hi = mid
      end
    end
    lo
  end

  def self.reach(graph, start)
    todo = [start]
    seen = Set.new([start])
    until todo.empty?
      node = todo.shift
      graph[node].each do |other|
        next if seen.include?(other)

        seen.add(other)
        todo.push(other)
      end
    end
    seen
  end

  def self.sort(a, costs)
    (1...a.size).each do |i|
      while i.positive? && a[i] < a[i - 1]
        a[i], a[i - 1] = a[i - 1], a[i]
        i -= 1
      end
    end
    (2...costs.size).each do |i|
      costs[i] = [costs[i], costs[i - 1] + costs[i - 2]].min
    end
  end
end

def shop_sorts = Shop::SORTS.keys
