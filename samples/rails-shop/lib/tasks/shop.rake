require_relative "../cassandra"

namespace :shop do
  desc "Print the omen of the day, which is never believed"
  task omen: :environment do
    puts Cassandra.connect(Date.current.yday).execute
  end

  desc "Cancel orders that nobody packed within a month"
  task cancel_stale: :environment do
    Order.placed.where(created_at: ...1.month.ago).find_each(&:cancelled!)
  end
end
