class Cassandra
  OMENS = ["the colours will fade", "the frame will not fit", "the courier will be late"].freeze

  def self.connect(seed)
    new(Random.new(seed))
  end

  def initialize(random)
    @random = random
  end

  def execute
    OMENS.sample(random: @random)
  end
end
