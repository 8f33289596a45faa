ENV["RAILS_ENV"] ||= "test"
require_relative "../config/application"
Rails.application.initialize!
require "rspec/rails"

RSpec.configure do |config|
  config.use_transactional_fixtures = true
  config.include FactoryBot::Syntax::Methods
  config.include ActiveJob::TestHelper
end
