Rails.application.routes.draw do
  get "up" => "rails/health#show"

  namespace :api do
    namespace :v1 do
      resource :session, only: :create
      resources :customers, only: %i[create show]
      resources :prints, only: %i[index show]
      resources :orders, only: %i[index show create] do
        post :cancel, on: :member
      end
      namespace :admin do
        resources :prints, only: %i[create update]
      end
    end
  end
end
